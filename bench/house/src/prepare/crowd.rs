//! Many writes at once, so that they share commits.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `total` things, `at_once` of them at any time; what each gave, in their order.
///
/// # Errors
/// The first that failed.
pub async fn crowd<T, F>(
    at_once: usize,
    total: usize,
    work: impl Fn(usize) -> F + Clone + Send + 'static,
) -> anyhow::Result<Vec<T>>
where
    T: Send + 'static,
    F: Future<Output = anyhow::Result<T>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let one = |_| {
        let (next, work) = (next.clone(), work.clone());
        tokio::spawn(async move {
            let mut done = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= total {
                    return Ok::<_, anyhow::Error>(done);
                }
                done.push((n, work(n).await?));
            }
        })
    };
    let tasks: Vec<_> = (0..at_once.min(total)).map(one).collect();
    let mut all = Vec::with_capacity(total);
    for task in tasks {
        all.extend(task.await??);
    }
    all.sort_unstable_by_key(|(n, _)| *n);
    Ok(all.into_iter().map(|(_, value)| value).collect())
}
