/** A room and what it may use, from the top to the ground. */
export type Rooms = Readonly<Partial<Record<string, readonly string[]>>>

export const rooms: Rooms
export const innerRooms: Readonly<Partial<Record<string, Rooms>>>
export function roomOf(file: string): string | undefined
export function innerRoomOf(file: string): string | undefined
