import { circlesOf, foldersOf, type ImportGraph } from './import-graph.ts'
import { innerRoomOf, innerRooms, roomOf, rooms, type Rooms } from './rooms.mjs'

const isProduct = (file: string) => /^(electron|renderer|shared)\//.test(file)
const isTest = (file: string) => /\.(test|fixture)\.ts$|\/testing\//.test(file)
const isRoomFree = (file: string) => file.endsWith('.d.ts') || /^[^/]+\/[^/]+\.(test|fixture)\.ts$/.test(file)

/** An import, or an arrow of the table, from one room to another. */
type Arrow = readonly [within: string, from: string, to: string]

/** All imports that break the rules in rooms.mjs, one sentence each. */
export function faultsOf(graph: ImportGraph): string[] {
  const folders = foldersOf(graph, (file) => isProduct(file) && !isTest(file))
  const product = [...graph].filter(([file]) => isProduct(file) && !isRoomFree(file))
  const homeless = product.map(([file]) => file).filter((file) => !hasRoom(file))
  return [
    ...circlesOf(graph).map((files) => `files import each other: ${files.join(' → ')}`),
    ...circlesOf(folders).map((names) => `folders import each other: ${names.join(' → ')}`),
    ...homeless.map((file) => `${file} is in no room`),
    ...product.flatMap(([file, imported]) => imported.flatMap((path) => wrongArrow(file, path))),
  ]
}

/** Arrows of the table that no import needs anymore. */
export function needlessArrows(graph: ImportGraph): string[] {
  const used = new Set(
    [...graph]
      .filter(([file]) => !isTest(file))
      .flatMap(([file, imported]) => imported.flatMap((path) => arrowsBetween(file, path)))
      .map((arrow) => arrow.join(' ')),
  )
  return allArrows()
    .map((arrow) => arrow.join(' '))
    .filter((arrow) => !used.has(arrow))
}

/** Arrows of the table that don't point to a lower room. */
export function risingArrows(): string[] {
  return allArrows()
    .filter(([within, from, to]) => {
      const order = Object.keys(tableOf(within))
      return !(order.indexOf(to) > order.indexOf(from))
    })
    .map((arrow) => arrow.join(' '))
}

function wrongArrow(file: string, path: string): string[] {
  if (!isProduct(path)) return [`${file} is part of the product and imports ${path}`]
  return arrowsBetween(file, path)
    .filter(([within, from, to]) => tableOf(within)[from]?.includes(to) !== true)
    .map(([, from, to]) => `${from} may not use ${to}: ${file} imports ${path}`)
}

/** The arrows of the table that an import needs. Empty inside one room; tests are free inside their room. */
function arrowsBetween(file: string, path: string): Arrow[] {
  const [from, to] = [roomOf(file), roomOf(path)]
  if (from === undefined || to === undefined) return []
  if (from !== to) return [['', from, to]]
  const [inner, other] = [innerRoomOf(file), innerRoomOf(path)]
  if (inner === undefined || other === undefined || inner === other || isTest(file)) return []
  return [[from, inner, other]]
}

function hasRoom(file: string): boolean {
  const room = roomOf(file)
  if (room === undefined) return false
  const inner = innerRoomOf(file)
  if (file === room || isTest(file)) return true
  return inner === undefined ? !file.slice(room.length + 1).includes('/') : inner in tableOf(room)
}

function tableOf(within: string): Rooms {
  return within === '' ? rooms : (innerRooms[within] ?? {})
}

function allArrows(): Arrow[] {
  return ['', ...Object.keys(innerRooms)].flatMap((within) =>
    Object.entries(tableOf(within)).flatMap(([from, others = []]) =>
      others.map((to): Arrow => [within, from, to]),
    ),
  )
}
