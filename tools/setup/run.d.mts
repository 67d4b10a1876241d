export function run(
  command: string,
  args: string[],
  options?: {
    folder?: string
    environment?: NodeJS.ProcessEnv
    isShown?: boolean | 'aside'
    seconds?: number
    shell?: boolean
  },
): Promise<{ code: number; output: string; isTimeout: boolean }>
export function runNpm(args: string[], options?: Parameters<typeof run>[2]): ReturnType<typeof run>
