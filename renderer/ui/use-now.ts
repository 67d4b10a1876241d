import { inject, onBeforeUnmount, onMounted, ref, type InjectionKey, type Ref } from 'vue'

/** The time in milliseconds since 1970, updated every `interval` milliseconds while the component is mounted. */
export function useNow(interval: number): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    now.value = Date.now()
    timer = setInterval(() => void (now.value = Date.now()), interval)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return now
}

/** The time to the minute, from one timer for all ages on the page. */
export const minuteKey: InjectionKey<Readonly<Ref<number>>> = Symbol('minute')

export function useMinute(): Readonly<Ref<number>> {
  return inject(minuteKey, () => ref(Date.now()), true)
}
