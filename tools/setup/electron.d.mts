export function findElectron(
  root: string,
  options: { isAskedFor: boolean; say: (line: string) => void },
): Promise<string | undefined>
export function mayDownload(state: {
  hasFailedBefore: boolean
  isAskedFor: boolean
  isSkipped: boolean
}): boolean
export function electronArguments(platform: string, user: number | undefined): string[]
