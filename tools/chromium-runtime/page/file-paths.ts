/**
 * `webUtils.getPathForFile` in the preload world. Electron answers synchronously; here the browser must be asked, so
 * that the path is a promise. Empty for a file without a path, and for anything but a file.
 */
export function createFilePaths(FileOfPage: new () => File, post: (text: string) => void) {
  const waiting = new Map<number, { file: File; resolve: (path: string) => void }>()
  let last = 0
  return {
    getPathForFile: (file: unknown): Promise<string> =>
      new Promise((resolve) => {
        if (!(file instanceof FileOfPage)) {
          resolve('')
          return
        }
        waiting.set(++last, { file, resolve })
        post(JSON.stringify(['file', last]))
      }),
    /** The file to ask the browser about. */
    file: (number: number): File | undefined => waiting.get(number)?.file,
    /** The browser's answer. */
    path: (number: number, path: string): void => {
      waiting.get(number)?.resolve(path)
      waiting.delete(number)
    },
  }
}
