import { failed } from '../../../shared/failure.ts'

/** Throws `read-only` for a context that the user protected from changes. */
export type RequireWritable = (context: string) => void

/** `isReadOnly` tells what the user chose for a context. */
export const createRequireWritable =
  (isReadOnly: (context: string) => boolean): RequireWritable =>
  (context) => {
    if (isReadOnly(context)) throw failed('read-only', { context })
  }
