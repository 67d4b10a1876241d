/**
 * How a credential is used as a whole. `unseen`: nothing that uses it was found, but not everything could be listed.
 */
export const usageStates = ['failing', 'used', 'unused', 'unseen'] as const
export type UsageState = (typeof usageStates)[number]
