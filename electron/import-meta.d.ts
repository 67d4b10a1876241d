interface ImportMeta {
  /** Replaced by the build. */
  readonly env: {
    /** True in the build of `npm run dev` alone: what stands behind it is in no other. */
    readonly DEV: boolean
  }
}
