import type { PullProblem, SecretUser } from '../../../shared/usage.ts'

export const userOf = (name: string, parts: Partial<SecretUser> = {}): SecretUser => ({
  ...{ uid: `uid-${name}`, group: 'apps', kind: 'Deployment', name, namespace: 'team' },
  uses: [{ way: 'pull', isOptional: false }],
  ...{ pods: 1, endedPods: 0, failingPods: 0, problems: [], isCurrent: true, restartable: [] },
  ...parts,
})

export const problemOf = (parts: Partial<PullProblem> = {}): PullProblem => ({
  ...{ pod: 'p', container: 'main', image: 'reg.example/x', reason: 'ImagePullBackOff' },
  ...{ said: 'Failed to pull image "reg.example/x": unauthorized', at: '2026-11-20T10:00:00Z' },
  ...{ isServed: true, others: [] },
  ...parts,
})
