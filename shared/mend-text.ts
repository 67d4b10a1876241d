import type { Issue } from './credential.ts'

/** How to fix an issue, in full sentences. */
export function mendText(issue: Issue): string {
  switch (issue.code) {
    case 'secret-type':
      return 'The type of a secret can’t be changed. Create a new credential of the right type and delete this one.'
    case 'label-missing':
      return `Add the label ${issue.wanted} to the secret.`
    case 'label-not-understood':
      return `Remove the label ${issue.label}, or give it a value that Run:ai supports.`
    case 'labels-contradict':
      return 'Keep the labels of one scope and one type. Remove the others.'
    case 'name-shared':
      return 'Rename one of them. Workloads that use the name could get either.'
    case 'original-gone':
      return 'Create the secret again with this Kubernetes name. If no one needs it, delete the copies.'
    case 'no-project':
      return 'Create it again in the namespace of its project, or register it for the cluster or a department.'
    case 'values-in-annotation':
      return 'Remove the annotation kubectl.kubernetes.io/last-applied-configuration and rotate the values. kubectl create and kubectl apply --server-side leave no copy.'
  }
}
