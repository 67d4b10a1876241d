import { EventEmitter } from 'node:events'
import type { Rectangle } from './bounds.ts'
import type { WebContents } from './web-contents.ts'
import type { WindowCore } from './window.ts'
import type { OpenWindow } from './windows.ts'

/** The methods of a `BrowserWindow`, with Electron's names. */
export abstract class ShownWindow extends EventEmitter implements OpenWindow {
  abstract readonly id: number
  /** For the runtime's own modules, not for applications. */
  abstract readonly core: WindowCore
  private isShown: boolean

  constructor(isShown: boolean) {
    super()
    this.isShown = isShown
  }

  get webContents(): WebContents {
    return this.core.contents
  }

  loadURL(url: string): Promise<void> {
    return this.core.loadURL(url)
  }

  show(): void {
    this.showInactive()
    this.core.focus()
  }

  showInactive(): void {
    if (this.isMinimized()) this.restore()
    if (!this.isShown) this.emit('show')
    this.isShown = true
  }

  hide(): void {
    this.minimize()
    if (this.isShown) this.emit('hide')
    this.isShown = false
  }

  focus(): void {
    if (this.isMinimized()) this.restore()
    this.core.focus()
  }

  isFocused(): boolean {
    return this.core.bounds.isFocused()
  }

  isVisible(): boolean {
    return this.isShown && !this.isMinimized() && !this.isDestroyed()
  }

  isDestroyed(): boolean {
    return this.core.closing.isDestroyed()
  }

  minimize(): void {
    this.core.bounds.setState('minimized')
  }

  restore(): void {
    this.core.bounds.setState('normal')
  }

  maximize(): void {
    this.core.bounds.setState('maximized')
  }

  unmaximize(): void {
    this.core.bounds.setState('normal')
  }

  isMinimized(): boolean {
    return this.core.bounds.state() === 'minimized'
  }

  isMaximized(): boolean {
    return this.core.bounds.state() === 'maximized'
  }

  isFullScreen(): boolean {
    return this.core.bounds.state() === 'fullscreen'
  }

  getBounds(): Rectangle {
    return this.core.bounds.current()
  }

  getNormalBounds(): Rectangle {
    return this.core.bounds.normal()
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.core.bounds.setBounds(bounds)
  }

  setTitle(text: string): void {
    this.core.evaluate(`document.title = ${JSON.stringify(text)}`)
  }

  setBackgroundColor(color: string): void {
    this.core.paint(color)
  }

  /** There is no menu bar here; this also applies to the next two. */
  setMenu(): void {
    return
  }

  setMenuBarVisibility(): void {
    return
  }

  removeMenu(): void {
    return
  }

  close(): void {
    this.requestClose()
  }

  destroy(): void {
    this.core.closing.destroy()
  }

  requestClose(): boolean {
    return this.core.closing.request()
  }
}
