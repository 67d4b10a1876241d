import { expect, it } from 'vitest'
import { secretFormats } from './secret-formats.ts'

const named = (name: string) => `electron application/osclipboard;format="${name}"`

it('a secret has the mark that the clipboard histories of each system look for', async () => {
  expect(secretFormats('darwin')).toEqual({ [named('org.nspasteboard.ConcealedType')]: 'secret' })
  // Klipper compares the exact word.
  expect(secretFormats('linux')).toEqual({ [named('x-kde-passwordManagerHint')]: 'secret' })
  const windows = secretFormats('win32')
  expect(Object.keys(windows)).toEqual(
    [
      'ExcludeClipboardContentFromMonitorProcessing',
      'CanIncludeInClipboardHistory',
      'CanUploadToCloudClipboard',
    ].map(named),
  )
  for (const payload of Object.values(windows))
    expect([...new Uint8Array(await (payload as Blob).arrayBuffer())]).toEqual([0, 0, 0, 0])
})
