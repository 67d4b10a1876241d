import { systemCode } from './file-error.ts'

/** Attempts, and the first pause in milliseconds; each further pause is twice as long. */
const tries = { most: 6, pause: 20 }

/**
 * Repeats an operation on a file. On Windows it fails for a short time while a virus scanner, an indexer or a backup
 * has the file open.
 */
export async function retryWhileInUse<T>(
  operation: () => Promise<T>,
  platform = process.platform,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await operation()
    } catch (error) {
      const isInUse = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')
      if (platform !== 'win32' || !isInUse || tried === tries.most) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, tries.pause * 2 ** (tried - 1)))
  }
}
