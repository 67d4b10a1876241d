/** Commands that contain this word can't be copied in the gallery. */
export const uncopyable = 'uncopyable'

/** Replaces the preload. Components only ask the main process to copy text, and no error is announced. */
export function offerBridge(): void {
  const copyText = (input: string): Promise<string> =>
    Promise.resolve(
      JSON.stringify(
        input.includes(uncopyable)
          ? { ok: false, failure: { code: 'internal', id: 'gallery' } }
          : { ok: true, value: {} },
      ),
    )
  const faultLogged = () => () => undefined
  Object.defineProperty(window, 'credenza', { value: { application: { copyText, faultLogged } } })
}
