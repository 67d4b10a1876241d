import { readFile } from 'node:fs/promises'

/** Processor time that processes have used so far, in milliseconds; `NaN` where the system does not tell. */
export async function processorTime(pids: readonly number[]): Promise<number> {
  if (process.platform !== 'linux') return NaN
  // Linux counts in hundredths of a second, whatever the kernel's own clock.
  const ofOne = async (pid: number) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // After the name in brackets, which may hold anything: state is the first field, user and system time 12 and 13.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
  }
  const times = await Promise.all(pids.map(ofOne))
  return times.reduce((sum, time) => sum + time, 0)
}
