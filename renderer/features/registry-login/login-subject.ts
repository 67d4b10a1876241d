import type { LoginTest } from '../../../shared/contract/registry.ts'

/** The login that is tested: as it was entered, or as it is in a Secret, which the main process reads. */
export type LoginSubject =
  | Pick<Extract<LoginTest, { from: 'entered' }>, 'from' | 'registryUrl' | 'username' | 'password'>
  | Pick<
      Extract<LoginTest, { from: 'secret' }>,
      'from' | 'registryUrl' | 'context' | 'namespace' | 'name' | 'instead'
    >
