export function guardProcesses(): { add: (pid: number | undefined) => void; release: () => void }
