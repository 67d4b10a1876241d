/** One value that a person enters for a new secret, and that an existing one has to hold. */
export interface Field {
  id: string
  /** Over its field; `noun` is the same within a sentence, without an article. */
  label: string
  noun: string
  /** Typed as dots. */
  isSecret: boolean
  /** The data key under which Run:ai looks for it. */
  key: string
  /** Further data keys under which an existing secret may hold it. Letter case does not matter, neither does that of `key`. */
  otherKeys: readonly string[]
  /** What stands for it in a command, between `<` and `>`. */
  placeholder: string
  /** What the value has to match as a whole; any text if there is none. */
  pattern?: RegExp
}

/** How the data of a Secret comes about. */
export type DataForm =
  /** Each field is one key. */
  | 'fields'
  /** All fields and the address of the registry are one JSON text under one key. */
  | 'registry-login'
  /** The one field is one key; its value may come from a file. */
  | 'file'
  /** Any keys, as they were entered; their values may come from files. */
  | 'entries'

/** What a secret of a type holds. Most types have one format; a person chooses if there are several. */
export interface Format {
  /** The value of the annotation `credenza.app/format`; `null` for types that are older than formats. */
  id: string | null
  word: string
  form: DataForm
  /** None for the form `entries`. */
  fields: readonly Field[]
  /** The Secret's own type of a new secret. */
  secretType: string
  /** The Secret types that an existing secret can have. */
  servingSecretTypes: readonly string[]
  /** What it holds, within a sentence: `an access key`. */
  held: string
}

/** What a credential can be used for: all that is known of one type. */
export interface TypeDescription {
  /** In the menu, the table, the CSV and the filters; `noun` is the same within a sentence, without an article. */
  word: string
  noun: string
  /** What it is for, as the menu tells it. */
  purpose: string
  /** The name of an icon of the window. */
  icon: string
  /** Other words of the console and of spreadsheets for it: lower case, without spaces, hyphens and underscores. */
  otherWords: readonly string[]
  /** The value of the label `run.ai/resource`; several types may share one. */
  resource: string
  /** How the Kubernetes name of a secret starts that Credenza or the console made for it. */
  namePrefix: string
  /** Secret types that alone tell this type, where no label does. */
  toldBy: readonly string[]
  /** Offered for Run:ai versions that have nothing newer for the same. */
  isForOlderVersions: boolean
  /** Whether an existing secret may become one. */
  takesExisting: boolean
  formats: readonly [Format, ...Format[]]
}
