import { systemCode } from './file-error.ts'

/** Attempts, and the first pause in milliseconds; each further pause is twice as long. */
const tries = { most: 6, pause: 20 }

/** The system is short of something at the moment, such as of files that can be open at a time. */
const shortages = ['EAGAIN', 'EINTR', 'EMFILE', 'ENFILE', 'ENOMEM']
/** On Windows, a virus scanner, an indexer or a backup has the file open. Elsewhere these are final. */
const usesOnWindows = ['EPERM', 'EACCES', 'EBUSY']

/** Repeats an operation on a file that fails for a short time, up to a second. */
export async function retryWhileBusy<T>(
  operation: () => Promise<T>,
  platform = process.platform,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await operation()
    } catch (error) {
      const code = systemCode(error) ?? ''
      const isBusy = shortages.includes(code) || (platform === 'win32' && usesOnWindows.includes(code))
      if (!isBusy || tried === tries.most) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, tries.pause * 2 ** (tried - 1)))
  }
}
