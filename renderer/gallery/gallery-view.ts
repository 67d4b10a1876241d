import { inject, type ComputedRef, type InjectionKey } from 'vue'

/** What the gallery's URL asks for: one component and one of its states, or all. */
interface GalleryView {
  piece: string | null
  state: string | null
}

/**
 * Parses `#/AppDialog/usual`. Missing parts mean all. Anything after that only makes a different URL with the same
 * content.
 */
export function readAddress(hash: string): GalleryView {
  const [piece = '', state = ''] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  return { piece: piece === '' ? null : piece, state: state === '' ? null : state }
}

/** The URL of a state, which `readAddress` parses. */
export const addressOf = (piece: string, state: string): string =>
  `#/${encodeURIComponent(piece)}/${encodeURIComponent(state)}`

export const galleryViewKey: InjectionKey<ComputedRef<GalleryView>> = Symbol('gallery view')
export const pieceKey: InjectionKey<string> = Symbol('piece')

/** What a state needs to know about its page. */
export function useGallery(): { view: ComputedRef<GalleryView>; piece: string } {
  const view = inject(galleryViewKey)
  const piece = inject(pieceKey)
  if (view === undefined || piece === undefined)
    throw new Error('A state stands in an exhibit of the gallery.')
  return { view, piece }
}
