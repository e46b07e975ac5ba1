//! The folder of a register: nobody but its owner looks into it.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing, for its owner alone. One that is there stays as it is.
///
/// # Errors
/// The file system.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        /// Everything for the owner, nothing for others.
        const OWNER_ONLY: u32 = 0o700;
        builder.mode(OWNER_ONLY);
    }
    builder.create(path)
}
