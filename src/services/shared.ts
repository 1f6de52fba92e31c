/**
 * Lets callers who ask the same thing at the same time share one run of it. A caller never gets an
 * answer whose run began before the question: while one runs, all who ask wait for the next one
 * together. So nothing is ever stale, and a crowd costs as much as two callers.
 */
export function shared<Answer>(): (
  question: string,
  run: () => Promise<Answer>,
) => Promise<Answer> {
  const running = new Map<string, Promise<unknown>>()
  const next = new Map<string, Promise<Answer>>()
  return (question, run) => {
    const joined = next.get(question)
    if (joined) return joined
    const mine = (async () => {
      await running.get(question)
      next.delete(question)
      const answer = run()
      const over = answer.then(
        () => undefined,
        () => undefined,
      )
      running.set(question, over)
      void over.then(() => running.get(question) === over && running.delete(question))
      return answer
    })()
    next.set(question, mine)
    return mine
  }
}
