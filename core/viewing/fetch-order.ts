interface Standing {
  /** The picture on screen, counted from 0. */
  readonly at: number
  readonly count: number
  /** 1 while scrolling towards the end, -1 towards the beginning, 0 before any scrolling. */
  readonly direction: -1 | 0 | 1
}

/**
 * The pictures worth fetching next, nearest first: three ahead in the direction of scrolling for each one behind, since a
 * reader who turns back has just seen those behind.
 */
export function fetchOrder({ at, count, direction }: Standing, limit: number): readonly number[] {
  const ahead = direction === -1 ? -1 : 1
  const perBehind = direction === 0 ? 1 : 3
  const order: number[] = []
  let forward = 1
  let behind = 1
  const inside = (index: number): boolean => index >= 0 && index < count
  while (order.length < limit && (inside(at + forward * ahead) || inside(at - behind * ahead))) {
    for (let turn = 0; turn < perBehind; turn++, forward++) if (inside(at + forward * ahead)) order.push(at + forward * ahead)
    if (inside(at - behind * ahead)) order.push(at - behind * ahead)
    behind++
  }
  return order.slice(0, limit)
}
