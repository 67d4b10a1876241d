/**
 * `webUtils.getPathForFile` inside the preload's world. Electron answers at once; here the browser must be asked, so
 * the path is promised. Empty for what is in no folder, and for what isn't a file.
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
    /** The file that the browser is to be asked for. */
    file: (number: number): File | undefined => waiting.get(number)?.file,
    /** The browser's answer. */
    path: (number: number, path: string): void => {
      waiting.get(number)?.resolve(path)
      waiting.delete(number)
    },
  }
}
