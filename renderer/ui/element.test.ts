import { describe, expect, it } from 'vitest'
import { h } from './element.ts'

const spoof = 'nimda\u202e'
const shown = 'nimda⟨U+202E⟩'

describe('an element made without a template', () => {
  it('shows what its texts hold, however they are given', () => {
    expect(h('bdi', spoof).children).toBe(shown)
    expect(h('bdi', {}, spoof).children).toBe(shown)
    expect(h('bdi', {}, [spoof, ' ']).children).toEqual([shown, ' '])
  })

  it('shows it in the attributes that are seen or read aloud, and leaves the others alone', () => {
    const { props } = h('bdi', { title: spoof, 'aria-label': spoof, 'data-cut': spoof, id: spoof })
    expect(props).toMatchObject({ title: shown, 'aria-label': shown, 'data-cut': shown, id: spoof })
  })

  it('takes elements and lines as they are', () => {
    const inner = h('b', 'a\nb')
    expect(inner.children).toBe('a\nb')
    expect(h('p', inner).children).toEqual([inner])
    expect(h('p', {}, [inner, null]).children).toEqual([inner, null])
  })
})
