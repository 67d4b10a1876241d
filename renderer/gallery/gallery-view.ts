import { inject, type ComputedRef, type InjectionKey } from 'vue'

/** What the address of the gallery asks for: one piece, and one state of it, or all. */
export interface GalleryView {
  piece: string | null
  state: string | null
}

/** Reads `#/AppDialog/usual`; what is missing stands for all. What follows only makes another address of the same. */
export function readAddress(hash: string): GalleryView {
  const [piece = '', state = ''] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  return { piece: piece === '' ? null : piece, state: state === '' ? null : state }
}

/** The address of a state; `readAddress` reads it. */
export const addressOf = (piece: string, state: string): string =>
  `#/${encodeURIComponent(piece)}/${encodeURIComponent(state)}`

export const galleryViewKey: InjectionKey<ComputedRef<GalleryView>> = Symbol('gallery view')
export const pieceKey: InjectionKey<string> = Symbol('piece')

/** What a state has to know of the page that it is shown on. */
export function useGallery(): { view: ComputedRef<GalleryView>; piece: string } {
  const view = inject(galleryViewKey)
  const piece = inject(pieceKey)
  if (view === undefined || piece === undefined)
    throw new Error('A state stands in an exhibit of the gallery.')
  return { view, piece }
}
