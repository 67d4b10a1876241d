import type { LoginTest } from '../../../shared/contract/registry.ts'

/** The login to test: as entered, or in a Secret, which the main process reads. */
export type LoginSubject =
  | Pick<Extract<LoginTest, { from: 'entered' }>, 'from' | 'registryUrl' | 'username' | 'password'>
  | Pick<
      Extract<LoginTest, { from: 'secret' }>,
      'from' | 'registryUrl' | 'context' | 'namespace' | 'name' | 'instead'
    >
