/** A raw format of the system's clipboard, as Electron names it. */
const raw = (name: string) => `electron application/osclipboard;format="${name}"`

/** Four bytes: a DWORD of Windows. */
const zero = () => new Blob([new Uint8Array(4)])

/**
 * What to put on the clipboard next to a secret, so that clipboard managers don't record it. Each system has its own
 * convention: Microsoft's clipboard formats, nspasteboard.org, and Klipper's hint, which other Linux programs follow.
 */
export function secretFormats(platform: NodeJS.Platform): Record<string, Blob | string> {
  if (platform === 'win32')
    return {
      [raw('ExcludeClipboardContentFromMonitorProcessing')]: zero(),
      [raw('CanIncludeInClipboardHistory')]: zero(),
      [raw('CanUploadToCloudClipboard')]: zero(),
    }
  if (platform === 'darwin') return { [raw('org.nspasteboard.ConcealedType')]: 'secret' }
  return { [raw('x-kde-passwordManagerHint')]: 'secret' }
}
