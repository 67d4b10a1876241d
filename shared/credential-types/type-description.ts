/** A value that a person enters for a new secret, and that an existing one must contain. */
export interface Field {
  id: string
  /** The field's label. `noun` is its form within a sentence, without an article. */
  label: string
  noun: string
  /** Displayed as dots. */
  isSecret: boolean
  /** The data key under which Run:ai looks for it. */
  key: string
  /** Other data keys under which an existing secret may contain it. These and `key` ignore letter case. */
  otherKeys: readonly string[]
  /** Its placeholder in a command, between `<` and `>`. */
  placeholder: string
  /** What the whole value must match. Any text if absent. */
  pattern?: RegExp
}

/** How the data of a Secret is composed. */
type DataForm =
  /** Each field is one key. */
  | 'fields'
  /** All fields and the registry's address form one JSON text under one key. */
  | 'registry-login'
  /** The single field is one key. Its value may come from a file. */
  | 'file'
  /** Any keys as entered. Their values may come from files. */
  | 'entries'

/** What a secret of a type contains. Most types have one format; if there are several, a person chooses. */
export interface Format {
  /** The value of the annotation `credenza.app/format`. `null` for types that are older than formats. */
  id: string | null
  word: string
  form: DataForm
  /** Empty for the form `entries`. */
  fields: readonly Field[]
  /** The Secret's own type of a new secret. */
  secretType: string
  /** The Secret types that an existing secret can have. */
  servingSecretTypes: readonly string[]
  /** Its content within a sentence: `an access key`. */
  held: string
}

/** Everything about one type of credential. */
export interface TypeDescription {
  /**
   * Shown in the menu, the table, the CSV and the filters. `noun` is its form within a sentence, without an article.
   */
  word: string
  noun: string
  /** Its purpose, as the menu says it. */
  purpose: string
  /** The name of an icon of the window. */
  icon: string
  /** Other names in the console and in spreadsheets: lower case, without spaces, hyphens and underscores. */
  otherWords: readonly string[]
  /** The value of the label `run.ai/resource`; several types may share one. */
  resource: string
  /** The prefix of Kubernetes names that Credenza or the console generate. */
  namePrefix: string
  /** Secret types that imply this type if no label names one. */
  toldBy: readonly string[]
  /** Offered for Run:ai versions that have no newer equivalent. */
  isForOlderVersions: boolean
  /** Whether an existing secret can be claimed as this type. */
  takesExisting: boolean
  formats: readonly [Format, ...Format[]]
}
