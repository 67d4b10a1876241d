export function mayDownload(state: {
  hasFailedBefore: boolean
  isAskedFor: boolean
  isSkipped: boolean
}): boolean
export function electronArguments(platform: string, user: number | undefined): string[]
