import type { SecretUser } from '../../../shared/usage.ts'

export const userOf = (name: string, parts: Partial<SecretUser> = {}): SecretUser => ({
  ...{ uid: `uid-${name}`, group: 'apps', kind: 'Deployment', name, namespace: 'team' },
  uses: [{ way: 'pull', isOptional: false }],
  ...{ pods: 1, endedPods: 0, failingPods: 0, problems: [], isCurrent: true, restartable: [] },
  ...parts,
})
