/** Maximum length of a Secret's data key, by the API server's rules. */
export const dataKeyLimit = 253

export type DataKeyProblem = 'empty' | 'too-long' | 'characters' | 'dots'

/** What the API server would refuse in a Secret's data key. `null` if it is valid. */
export function dataKeyProblem(key: string): DataKeyProblem | null {
  if (key === '') return 'empty'
  if (!/^[-._A-Za-z0-9]+$/.test(key)) return 'characters'
  if (key === '.' || key.startsWith('..')) return 'dots'
  return key.length > dataKeyLimit ? 'too-long' : null
}
