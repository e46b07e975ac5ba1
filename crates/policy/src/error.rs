//! What can be wrong with policies and questions.

/// A policy that does not fit the schema, or a question that it cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The schema or a policy cannot be read.
    #[error("the policies cannot be read: {0}")]
    Source(String),
    /// A policy asks for what the schema does not have.
    #[error("a policy does not fit the schema: {0}")]
    Invalid(String),
    /// A question that the schema does not know.
    #[error("the policies were asked what they do not know: {0}")]
    Question(String),
    /// A policy failed while it judged: nothing is permitted then.
    #[error("a policy failed: {0}")]
    Evaluation(String),
}
