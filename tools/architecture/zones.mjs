import { innerRooms, rooms } from './rooms.mjs'

const message = 'tools/architecture/rooms.mjs says which room may use which.'
const under = (room) => `./${room}`

/** The table of rooms as zones of `import-x/no-restricted-paths`: no file of `target` may import what lies in `from`. */
export const zones = Object.entries(rooms).map(([room, used]) => ({
  target: under(room),
  from: [
    ...Object.keys(rooms).filter((other) => other !== room && !used.includes(other)),
    'tools',
    'tests',
  ].map(under),
  message,
}))

/** The rooms inside rooms, in the same way. */
export const innerZones = Object.entries(innerRooms).flatMap(([room, inner]) => {
  const files = (name) => (name === '.' ? `./${room}/*.*` : `./${room}/${name}/**`)
  return Object.entries(inner)
    .map(([name, used]) => ({
      target: files(name),
      from: Object.keys(inner)
        .filter((other) => other !== name && !used.includes(other))
        .map(files),
      message,
    }))
    .filter(({ from }) => from.length > 0)
})
