/// <reference types="electron" />

type Item = Electron.MenuItemConstructorOptions

/** `Menu`: keeps its template. There is no menu bar here; the application handles its keys in the window. */
export function createMenu() {
  let applicationMenu: BuiltMenu | null = null
  return {
    buildFromTemplate: build,
    setApplicationMenu: (menu: BuiltMenu | null) => {
      applicationMenu = menu
    },
    getApplicationMenu: () => applicationMenu,
  }
}

interface BuiltItem extends Omit<Item, 'submenu'> {
  submenu?: BuiltMenu
}

interface BuiltMenu {
  items: BuiltItem[]
  getMenuItemById: (id: string) => BuiltItem | null
  popup: () => void
  closePopup: () => void
}

function build(template: readonly Item[]): BuiltMenu {
  const items = template.map(({ submenu, ...item }): BuiltItem => {
    if (submenu === undefined) return item
    return { ...item, submenu: Array.isArray(submenu) ? build(submenu) : (submenu as unknown as BuiltMenu) }
  })
  const find = (id: string): BuiltItem | null => {
    for (const item of items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found !== null) return found
    }
    return null
  }
  return { items, getMenuItemById: find, popup: () => undefined, closePopup: () => undefined }
}
