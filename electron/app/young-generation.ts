import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the memory for new objects at its first size of a few megabytes, in this process and its threads. V8 lets it
 * grow to 50 MB while a large list arrives, which isn't faster, and shrinks it only seconds later. It reads this flag
 * each time it would grow, so that the flag can be set in a running process.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
