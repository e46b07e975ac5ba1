//! Documents in, words out: through the public interface only.

#[cfg(test)]
mod bad;
#[cfg(test)]
mod good;
