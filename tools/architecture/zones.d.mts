interface Zone {
  target: string
  from: string[]
  message: string
}

export const zones: Zone[]
export const innerZones: Zone[]
