import { describe, expect, it } from 'vitest'
import { mostDisplays, placeOn, withPlace, type Area, type DisplayPlace } from './window-place.ts'

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height })
const screen = (bounds: Area) => ({ bounds, workArea: { ...bounds, height: bounds.height - 40 } })
const laptop = area(0, 0, 1440, 900)
const desk = area(-1920, 0, 1920, 1080)
const window = (x: number, y: number) => ({ x, y, width: 1280, height: 800, isMaximized: false })
const atDesk: DisplayPlace = { display: desk, window: window(-1700, 100) }
const atLaptop: DisplayPlace = { display: laptop, window: { ...window(60, 30), width: 1100 } }

describe('the window opens', () => {
  it('where it was left, while that display is there', () => {
    expect(placeOn([screen(laptop), screen(desk)], [atDesk, atLaptop])).toEqual(atDesk.window)
  })

  // GitHub Desktop #2107: the window stayed on a display that had been unplugged.
  it('where it was on a display that is there, when the last one was unplugged', () => {
    expect(placeOn([screen(laptop)], [atDesk, atLaptop])).toEqual(atLaptop.window)
  })

  it('in its last size, at the system’s place, on displays that it was never on', () => {
    expect(placeOn([screen(laptop)], [atDesk])).toEqual({ width: 1280, height: 800, isMaximized: false })
    expect(placeOn([screen(area(0, 0, 1024, 700))], [atDesk])).toEqual({
      width: 1024,
      height: 660,
      isMaximized: false,
    })
  })

  it('within the screen, when it was left mostly outside of it', () => {
    const left = { display: laptop, window: window(1400, 880) }
    expect(placeOn([screen(laptop)], [left])).toMatchObject({ x: 160, y: 60 })
    const above = { display: laptop, window: window(100, -700) }
    expect(placeOn([screen(laptop)], [above])).toMatchObject({ x: 100, y: 0 })
  })

  it('anywhere, the first time', () => {
    expect(placeOn([screen(laptop)], [])).toBeNull()
  })
})

it('a display has one place, the last one is known first, and only so many are kept', () => {
  expect(withPlace([atLaptop, atDesk], { ...atDesk, window: window(-1600, 0) })).toEqual([
    { ...atDesk, window: window(-1600, 0) },
    atLaptop,
  ])
  const many = Array.from({ length: 40 }, (_, at) => ({ display: area(at, 0, 9, 9), window: window(0, 0) }))
  expect(many.reduce<DisplayPlace[]>(withPlace, [])).toHaveLength(mostDisplays)
})
