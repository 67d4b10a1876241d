export const suites: Record<string, { needs: string[] }>
export function concernsWindow(changed: string[]): boolean
