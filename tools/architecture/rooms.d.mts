/** Rooms and what each may use, from top to bottom. */
export type Rooms = Readonly<Partial<Record<string, readonly string[]>>>

export const rooms: Rooms
export const innerRooms: Readonly<Partial<Record<string, Rooms>>>
export function roomOf(file: string): string | undefined
export function innerRoomOf(file: string): string | undefined
