export const suites: Record<string, { needs: string[] }>
