import { useCallback, useEffect, useRef } from 'react'

/**
 * Puts something off while a pointer is held down. What moves the page between pressing and letting go
 * would take the button away from under the pointer, and the click would be lost.
 */
export function useAfterPress(): (act: () => void) => void {
  const isDown = useRef(false)
  const waiting = useRef<(() => void)[]>([])
  useEffect(() => {
    const down = () => {
      isDown.current = true
    }
    // the click comes right after; it is served first
    const up = () => {
      isDown.current = false
      setTimeout(() => {
        for (const act of waiting.current.splice(0)) act()
      })
    }
    document.addEventListener('pointerdown', down, true)
    document.addEventListener('pointerup', up, true)
    document.addEventListener('pointercancel', up, true)
    return () => {
      document.removeEventListener('pointerdown', down, true)
      document.removeEventListener('pointerup', up, true)
      document.removeEventListener('pointercancel', up, true)
    }
  }, [])
  return useCallback((act) => {
    if (isDown.current) waiting.current.push(act)
    else act()
  }, [])
}
