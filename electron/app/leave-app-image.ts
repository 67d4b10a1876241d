/**
 * Removes from the environment what the AppImage's `AppRun` added for Credenza itself. The programs that Credenza
 * starts, such as sign-in plugins, would load the AppImage's old libraries in place of the system's.
 */
export function leaveAppImage(environment: NodeJS.ProcessEnv): void {
  const { APPDIR: folder = '' } = environment
  if (folder === '') return
  for (const name of ['LD_LIBRARY_PATH', 'XDG_DATA_DIRS']) {
    const others = (environment[name] ?? '').split(':').filter((path) => !path.startsWith(`${folder}/`))
    if (others.join('') === '') Reflect.deleteProperty(environment, name)
    else environment[name] = others.join(':')
  }
}
