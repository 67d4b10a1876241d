export interface Task {
  name: string
  after?: string[]
  room?: number
  start: () => Promise<void>
}
export function runSideBySide(
  tasks: Task[],
  options: { room: number; tell: (line: string) => void; everySeconds?: number },
): Promise<void>
