import type { VNode } from 'vue'
import { h } from '../element.ts'

const line = (tag: 'del' | 'ins', lead: string, text: string): VNode =>
  h(tag, { class: 'cut', title: text }, [
    h('span', { class: 'visually-hidden' }, lead),
    h('bdi', text === '' ? 'empty' : text),
  ])

/** A changed cell: the previous text, struck through, and the new text below it. */
export const CellDiff = ({ before, after }: { before: string; after: string }): VNode =>
  h('span', { class: 'cell-diff' }, [line('del', 'Before: ', before), line('ins', 'After: ', after)])
CellDiff.props = ['before', 'after']
