/**
 * `node tools/architecture/draw.ts` redraws the rooms of rooms.mjs in docs/architecture.md, between the lines `<!--
 * rooms: … -->` and `<!-- end -->`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { innerRooms, rooms, type Rooms } from './rooms.mjs'

const drawings: Partial<Record<string, () => string>> = {
  'the main process': () => drawingOf(only('electron/')),
  'the window': () => drawingOf(only('renderer/')),
  'inside the rooms': () =>
    Object.entries(innerRooms)
      .map(([room, inner = {}]) => `${room}/\n${drawingOf(inner).replace(/^/gm, '  ')}`)
      .join('\n\n'),
}

/** `text` with its drawings updated from rooms.mjs. */
export function redrawn(text: string): string {
  return text.replace(
    /^<!-- rooms: ([^\n]+) -->\n.*?^<!-- end -->$/gms,
    (drawn, name: string) =>
      `<!-- rooms: ${name} -->\n\n\`\`\`\n${drawings[name]?.() ?? drawn}\n\`\`\`\n\n<!-- end -->`,
  )
}

function only(folder: string): Rooms {
  return Object.fromEntries(Object.entries(rooms).filter(([room]) => room.startsWith(folder)))
}

/** One line per room, top to bottom: its name and the rooms that it may use. */
function drawingOf(drawn: Rooms): string {
  const width = Math.max(...Object.keys(drawn).map((room) => shortName(room).length))
  return Object.entries(drawn)
    .map(([room, used = []]) => {
      const name = shortName(room)
      return used.length === 0 ? name : `${name.padEnd(width)} → ${used.map(lastName).join(', ')}`
    })
    .join('\n')
}

const shortName = (room: string) =>
  room === '.' ? '(its own files)' : room.replace(/^(electron|renderer)\//, '')
const lastName = (room: string) => (room === '.' ? '(its own files)' : room.replace(/^.*\//, ''))

if (import.meta.main) {
  const file = join(import.meta.dirname, '../../docs/architecture.md')
  writeFileSync(file, redrawn(readFileSync(file, 'utf8')))
}
