import { readFile } from 'node:fs/promises'

/** CPU time that processes have used so far, in milliseconds. NaN if the system doesn't say. */
export async function processorTime(pids: readonly number[]): Promise<number> {
  if (process.platform !== 'linux') return NaN
  // Linux counts in hundredths of a second, whatever the kernel's own clock.
  const ofOne = async (pid: number) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // After the name in parentheses, which may contain anything: state is the first field, user and system time are 12
    // and 13.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
  }
  const times = await Promise.all(pids.map(ofOne))
  return times.reduce((sum, time) => sum + time, 0)
}
