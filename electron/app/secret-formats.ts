/** A raw format of the system's clipboard, as Electron names it. */
const raw = (name: string) => `electron application/osclipboard;format="${name}"`

/** Four bytes: a DWORD of Windows. */
const zero = () => new Blob([new Uint8Array(4)])

/**
 * What is put on the clipboard next to a secret, so that programs that keep a history of it leave it out. Each system has
 * its own agreement: Microsoft's clipboard formats, nspasteboard.org, and Klipper's hint, which other Linux programs
 * follow.
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
