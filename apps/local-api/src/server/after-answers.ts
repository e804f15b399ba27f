/**
 * Does something once, however often it is asked for in one turn of the event loop, and not before what is being
 * answered in that turn has gone out: whoever pressed a button does not wait for what follows from it.
 */
export function afterAnswers(work: () => void): () => void {
  let isAskedFor = false;
  return () => {
    if (isAskedFor) return;
    isAskedFor = true;
    setImmediate(() => {
      isAskedFor = false;
      work();
    });
  };
}
