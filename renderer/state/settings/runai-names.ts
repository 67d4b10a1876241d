import { isLabelKey, isNamespaceName } from '../../../shared/kubernetes-name.ts'

const mostCharacters = 63

/** Why a text can’t be a namespace's name. `null` if it can. */
export function namespaceProblem(name: string): string | null {
  if (isNamespaceName(name)) return null
  if (name === '') return 'Enter a name.'
  if (!/^[a-z0-9-]+$/.test(name)) return 'Use only lowercase letters, digits and hyphens.'
  if (name.length > mostCharacters) return `Use at most ${mostCharacters} characters.`
  return 'Begin and end with a letter or digit.'
}

/** Why a text can’t be a label key. `null` if it can. */
export function labelKeyProblem(key: string): string | null {
  if (isLabelKey(key)) return null
  if (key === '') return 'Enter a label key.'
  if (!/^[A-Za-z0-9./_-]+$/.test(key))
    return 'Use only letters, digits, dots, hyphens, underscores and one slash.'
  return 'Use at most 63 characters after the slash. Begin and end with a letter or digit, as in team/project.'
}
