export function readSuites(
  args: string[],
  suites: string[],
): { names: string[]; isEverywhere: boolean; isChanged: boolean }
