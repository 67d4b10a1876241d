type Environment = Readonly<Record<string, string | undefined>>

/** The environment for a program that receives file names. Without UTF-8 it would only find ASCII ones. */
export function utf8Environment(environment: Environment): Environment {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || ''
  return /utf-?8/i.test(locale) ? environment : { ...environment, LC_ALL: 'C.UTF-8' }
}
